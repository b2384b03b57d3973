// Builds everything the pages load into src/chorsu/ui/static/ui/build/. Each island becomes one file that imports no
// other, so that files may be renamed or served from anywhere.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import rtlcss from 'rtlcss';
import * as sass from 'sass';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const out = path.resolve(here, '../src/chorsu/ui/static/ui/build');
const targets = ['chrome120', 'firefox121', 'safari17'];
const shared = { bundle: true, minify: true, target: targets, legalComments: 'linked', logLevel: 'warning' };

/** The kit in its own cascade layer, so that tokens and components win without a contest of selectors. */
async function buildStyles() {
  const kit = sass.compile(path.join(here, 'src/css/kit.scss'), { quietDeps: true }).css.replace('@charset "UTF-8";', '');
  const own = `${['fonts', 'tokens', 'frame', 'components', 'tables', 'start', 'ring', 'home', 'wall', 'print'].map((name) => `@import "./${name}.css";`).join('\n')}`;
  for (const [name, css] of [['ui', kit], ['ui.rtl', rtlcss.process(kit)]]) {
    await esbuild.build({
      ...shared,
      stdin: { contents: `@import "kit:";\n${own}`, resolveDir: path.join(here, 'src/css'), loader: 'css' },
      loader: { '.woff2': 'file' },
      assetNames: 'fonts/[name]',
      entryNames: name,
      outfile: path.join(out, `${name}.css`),
      plugins: [virtualKit(`@layer kit{${css}}`)],
    });
  }
}

/** Fonts and tokens alone, for a face with a look of its own; dark follows the reader's system, so it needs no script. */
async function buildTokens() {
  const tokens = await readFile(path.join(here, 'src/css/tokens.css'), 'utf8');
  const dark = tokens.match(/:root\[data-bs-theme="dark"\] (\{[^}]*\})/)[1];
  await esbuild.build({
    ...shared,
    stdin: {
      contents: `@import "./fonts.css";\n@import "./tokens.css";\n@media screen and (prefers-color-scheme: dark) { :root:not([data-bs-theme]) ${dark} }`,
      resolveDir: path.join(here, 'src/css'),
      loader: 'css',
    },
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    outfile: path.join(out, 'tokens.css'),
  });
}

/** @param {string} contents */
function virtualKit(contents) {
  return {
    name: 'kit',
    setup(/** @type {import('esbuild').PluginBuild} */ build) {
      build.onResolve({ filter: /^kit:$/ }, () => ({ path: 'kit', namespace: 'kit' }));
      build.onLoad({ filter: /.*/, namespace: 'kit' }, () => ({ contents, loader: 'css' }));
    },
  };
}

async function buildIslands() {
  const names = (await readdir(path.join(here, 'src/islands'))).filter((name) => name.endsWith('.js'));
  await esbuild.build({
    ...shared,
    entryPoints: names.map((name) => path.join(here, 'src/islands', name)),
    outdir: out,
    format: 'esm',
  });
  // Runs before the first paint: a classic script, so that no theme flashes. The service worker is one too.
  await esbuild.build({ ...shared, entryPoints: ['early', 'service-worker'].map((name) => path.join(here, `src/${name}.js`)), outdir: out, format: 'iife' });
}

async function copyLibraries() {
  await cp(path.join(modules, 'htmx.org/dist/htmx.min.js'), path.join(out, 'htmx.js'));
  await cp(path.join(modules, 'htmx-ext-sse/dist/sse.min.js'), path.join(out, 'htmx-sse.js'));
  const worker = await readFile(path.join(modules, 'maplibre-gl/dist/maplibre-gl-worker.mjs'), 'utf8');
  await writeFile(path.join(out, 'map-worker.js'), worker.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([buildStyles(), buildTokens(), buildIslands(), copyLibraries()]);
