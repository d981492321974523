// Bundles src/ into dist/ (app.js, app.css, index.html) and gathers the licences of what went into the bundle.
import { build, context } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const options = {
  entryPoints: { app: "src/main.tsx" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "info",
};

async function licenceOf(folder) {
  const about = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : `Licence: ${about.license}`;
  return `${about.name} ${about.version}\n\n${text.trim()}\n`;
}

async function writeLicences(metafile) {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = used
    .filter(([, share]) => share.bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const texts = await Promise.all([...new Set(folders)].sort().map(licenceOf));
  await writeFile("dist/licences.txt", texts.join(`\n${"-".repeat(72)}\n\n`));
}

await mkdir("dist", { recursive: true });
await copyFile("src/index.html", "dist/index.html");
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await writeLicences((await build(options)).metafile);
}
