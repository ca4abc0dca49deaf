import { defineConfig } from 'vite'

// One file that runs with nothing but Node: every dependency is bundled.
export default defineConfig({
  // The recording behind --demo goes beside the bundle.
  publicDir: '../../packages/sandbox/recordings',
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rollupOptions: { output: { entryFileNames: 'main.js', format: 'es' } },
  },
  ssr: { target: 'node', noExternal: true },
})
