"""What `cse-text demo --serve` needs: who may ask and what is answered, and the server that carries it."""
