import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

// a minute a test: on a busy machine a test is slow, not wrong
export default defineConfig({
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false })],
  define: { __BUILD__: JSON.stringify("a build under test") },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node", restoreMocks: true, testTimeout: 60_000 },
});
