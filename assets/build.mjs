// Makes everything the pages load: the design system, the icons, our CSS, our islands.
// Run by hatch_build.py while the wheel is made. Nothing is fetched here; npm ci has done that.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = import.meta.dirname;
const result = join(here, "../polku/doors/web/static/built");
const out = result + ".new"; // moved into place at the end: a page never loads half a build
const tabler = join(here, "node_modules/@tabler/core/dist");
const icons = join(here, "node_modules/@tabler/icons/icons");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// The design system goes into a layer of its own, below ours: rules outside any layer would beat all of our CSS.
const withoutMap = (text) => text.replace(/\/[/*][#@] sourceMappingURL=.*$/m, "").trimEnd();
const design = withoutMap(readFileSync(join(tabler, "css/tabler.min.css"), "utf8")).replace(/^@charset "[^"]*";/i, "");
writeFileSync(join(out, "tabler.min.css"), `@layer tabler{${design}}\n`);
writeFileSync(join(out, "tabler.min.js"), withoutMap(readFileSync(join(tabler, "js/tabler.min.js"), "utf8")) + "\n");

writeFileSync(join(out, "icons.svg"), sprite(linesOf("icons.txt")));

const shared = { bundle: true, minify: true, target: "es2022", logLevel: "warning", absWorkingDir: here };
const css = filesIn("css", ".css");
const islands = filesIn("islands", ".js");
const workers = filesIn("workers", ".js");
// Fonts and images that a page's CSS names are files beside it, never data inside it.
const loader = { ".woff2": "file", ".png": "file", ".svg": "file" };
await build({ ...shared, entryPoints: css, outdir: join(out, "css"), loader });
await build({ ...shared, entryPoints: islands, outdir: join(out, "islands"), format: "esm", splitting: true, loader });
await build({ ...shared, entryPoints: workers, outdir: join(out, "workers"), format: "iife" });
// LINE's messages as a phone shows them: for the composer, and for the lab's phones, which load it as it is.
const phone = { entryPoints: [join(here, "phone/phone.js"), join(here, "phone/phone.css")], outdir: out, format: "esm" };
await build({ ...shared, ...phone });
// The lab's own pages; and what pages opened on its phones load in place of LIFF's script.
const lab = ["list.js", "phone.js", "lab.css"].map((name) => join(here, "lab", name));
await build({ ...shared, entryPoints: lab, outdir: join(out, "lab"), format: "esm" });
await build({ ...shared, entryPoints: [join(here, "lab/liff.js")], outdir: join(out, "lab"), format: "iife" });
// Runs in other people's pages, on their visitors' older browsers.
await build({ ...shared, entryPoints: [join(here, "tracker/tracker.js")], outdir: out, format: "iife", target: "es2020" });
if (existsSync(join(here, "images"))) cpSync(join(here, "images"), join(out, "images"), { recursive: true });
// A small copy beside each text: WhiteNoise sends it to every browser that takes it.
for (const name of readdirSync(out, { recursive: true }).filter((name) => /\.(css|js|svg)$/.test(name))) {
  writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9 }));
}
writeFileSync(join(out, "tracker.js.br"), brotliCompressSync(readFileSync(join(out, "tracker.js"))));
rmSync(result, { recursive: true, force: true });
renameSync(out, result);
console.log(`built ${linesOf("icons.txt").length} icons, ${css.length} css, ${islands.length} islands, ${workers.length} workers`);

function filesIn(folder, ending) {
  const path = join(here, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path).filter((name) => name.endsWith(ending)).sort().map((name) => join(path, name));
}

function linesOf(name) {
  const lines = readFileSync(join(here, name), "utf8").split("\n").map((line) => line.replace(/#.*/, "").trim());
  return [...new Set(lines.filter(Boolean))].sort();
}

// One file of symbols: <svg class="icon"><use href="…/icons.svg#users"></use></svg>; `star-filled` is the filled star.
function sprite(names) {
  const unknown = names.filter((name) => !existsSync(drawingOf(name)));
  if (unknown.length) throw new Error(`assets/icons.txt names what Tabler does not have: ${unknown.join(", ")}`);

  const symbols = names.map((name) => {
    const filled = name.endsWith("-filled");
    const drawing = readFileSync(drawingOf(name), "utf8").replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
    const lines = drawing.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").replace(/\s+/g, " ").trim();
    const paint = filled
      ? 'fill="currentColor" stroke="none"'
      : 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${lines}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

function drawingOf(name) {
  const filled = name.endsWith("-filled");
  return join(icons, filled ? "filled" : "outline", (filled ? basename(name, "-filled") : name) + ".svg");
}
