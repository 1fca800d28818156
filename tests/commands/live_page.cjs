// Drives the live page by keyboard: node live_page.cjs MODULES CHROMIUM ADDRESS SHOTS. Says what it saw as JSON.
"use strict";
const [modules, executablePath, address, shots] = process.argv.slice(2);
const {chromium} = require(`${modules}/playwright-core`);
const LOOKS = [
  {name: "light", page: {viewport: {width: 1280, height: 800}, colorScheme: "light"}, size: "100", colours: "system"},
  {name: "dark", page: {viewport: {width: 1280, height: 800}, colorScheme: "dark"}, size: "100", colours: "system"},
  {name: "contrast", page: {viewport: {width: 1280, height: 800}}, size: "100", colours: "contrast"},
  {name: "projector", page: {viewport: {width: 1920, height: 1080}}, size: "180", colours: "light"},
  {name: "zoomed", page: {viewport: {width: 640, height: 400}}, size: "100", colours: "light"},
  {name: "narrow", page: {viewport: {width: 320, height: 640}}, size: "100", colours: "light"},
];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function typed(page) {
  await page.goto(address);
  await page.keyboard.type("She keeps putting herself at risk.");
  await page.waitForSelector("mark.high");
  await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("1 phrase"));
}

async function looked(browser, look) {
  const page = await browser.newPage({...look.page, bypassCSP: true});
  await typed(page);
  await page.selectOption("#size", look.size);
  await page.selectOption("#colours", look.colours);
  await page.addScriptTag({path: `${modules}/axe-core/axe.min.js`});
  const axe = await page.evaluate((values) => globalThis.axe.run(document, {runOnly: {type: "tag", values}}), TAGS);
  await page.screenshot({path: `${shots}/${look.name}.png`});
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.close();
  return {name: look.name, violations: axe.violations.map((each) => each.id), passes: axe.passes.length, wide};
}

async function keys(browser) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await typed(page);
  const order = [];
  for (let n = 0; n < 4; n += 1) {
    order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  const target = await page.evaluate(() => location.hash);
  await page.focus("#text");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("<img src=x onerror=alert(1)><b>Leah</b> is well.");
  await page.waitForFunction(() => document.getElementById("lines").textContent.endsWith("is well."));
  const markup = await page.evaluate(() => document.querySelectorAll("#lines img, #lines b").length);
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  await page.close();
  return {order, target, markup, kept, faults};
}

(async () => {
  const browser = await chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu"]});
  const looks = [];
  for (const look of LOOKS) looks.push(await looked(browser, look));
  console.log(JSON.stringify({looks, keys: await keys(browser)}));
  await browser.close();
})();
