"""The supply chain: what the program is made of, under which licences, and how it travels to a machine without network.

`seal`: models and rules as they are now become those of the release (models/manifest.json).
`sbom`: the list of parts, supply/sbom.cdx.json and docs/licences.md.
`bundle`: wheels for a machine without network, for Windows or for this one.
"""
