import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the development server finds Express; the guards see their own host and origin. */
const server = process.env['PORTOLAN_ORIGIN'] ?? 'http://localhost:7015'

export default defineConfig({
  plugins: [react()],
  // Express replaces it with the nonce of each answer (apps/server/src/web-files.ts).
  html: { cspNonce: '__CSP_NONCE__' },
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    // scripts/web-size.ts reads it to know what the first screen loads.
    manifest: true,
    // A data: font or script would not pass the policy; images this small are not worth the exception.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the first screen imports is one file: in its natural pieces it is seventy, six at a time.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  server: {
    host: 'localhost',
    proxy: Object.fromEntries(
      ['/api', '/raw', '/healthz'].map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
})
