import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { hintAtPhone, phoneFiles } from "./vite.phone";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/** A name for this build that follows from its sources alone. */
function buildName(): string {
  const hash = createHash("sha256");
  const files = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 10);
}

/** Chunks and styles are named by their area, so that the shell knows which are the shopper's. */
function areaOf(module: string | null | undefined): string {
  const [, area] = /\/src\/(shopper|signin|manager|hq|pulse|ui\/desk)\//.exec(module ?? "") ?? [];
  return area ? `${area.replace("ui/", "")}-` : "";
}

const manifest = {
  id: "/",
  name: "Notes",
  short_name: "Notes",
  start_url: "/",
  scope: "/",
  display: "standalone" as const,
  background_color: "#fbfaf7",
  theme_color: "#fbfaf7",
  icons: [
    { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" as const },
  ],
};

export default defineConfig({
  root: ROOT,
  define: { __BUILD__: JSON.stringify(buildName()) },
  plugins: [
    preact({ prefreshEnabled: false, devToolsEnabled: false }),
    hintAtPhone(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "worker.ts",
      injectRegister: false,
      manifest,
      injectManifest: {
        // the shopper's shell alone works offline: desks load their chunks online
        globPatterns: ["index.html", "assets/*.{js,css}", "*.{png,svg}"],
        globIgnores: ["assets/{manager,hq,desk,pulse,early}-*"],
      },
    }),
  ],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [phoneFiles()] },
        chunkFileNames: (chunk) =>
          `assets/${areaOf(chunk.facadeModuleId ?? chunk.moduleIds.at(-1))}[name]-[hash].js`,
        assetFileNames: (asset) =>
          `assets/${areaOf(asset.originalFileNames[0] && `/${asset.originalFileNames[0]}`)}[name]-[hash][extname]`,
      },
    },
  },
  server: { proxy: { "/api": "http://localhost:8000", "/_allauth": "http://localhost:8000" } },
});
