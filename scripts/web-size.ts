// What the first screen loads: every script that index.html names or that those
// import, and one language. Fails above the budget of design.md section 9.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { root } from './tool.ts'

/** Bytes, after gzip. */
const budget = 200 * 1024

const dist = path.join(root, 'apps/web/dist')
const manifest = z
  .record(
    z.string(),
    z.object({
      file: z.string(),
      imports: z.optional(z.array(z.string())),
    }),
  )
  .parse(JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')))

/** The chunks that a module needs before it can run. */
function chunksOf(key: string, found: Set<string> = new Set()): ReadonlySet<string> {
  const chunk = manifest[key]
  if (chunk === undefined || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const imported of chunk.imports ?? []) chunksOf(imported, found)
  return found
}

function gzipBytes(file: string): number {
  return gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length
}

/** Loaded before the first screen stands, although the entry does not import them. */
const firstScreens = {
  'the overview': ['src/i18n/messages/zh-CN/messages.ts', 'src/features/welcome/welcome.tsx'],
  'a pod': ['src/i18n/messages/zh-CN/messages.ts', 'src/features/pod/pod-document.tsx'],
}

const page = readFileSync(path.join(dist, 'index.html'), 'utf8')
const named = new Set(Array.from(page.matchAll(/ src="\/([^"]+\.js)"/g), ([, file]) => file))
const entries = Object.keys(manifest).filter((key) => named.has(manifest[key]?.file))
if (entries.length === 0) throw new Error('index.html names no script of the build; run npm run build')
let tooBig = false
for (const [screen, lazy] of Object.entries(firstScreens)) {
  const missing = lazy.filter((key) => manifest[key] === undefined)
  if (missing.length > 0) throw new Error(`no chunk of its own: ${missing.join(', ')}`)
  const files = new Set([...entries, ...lazy].flatMap((key) => Array.from(chunksOf(key))))
  const sizes = [...files]
    .map((file) => ({ file, gzip: gzipBytes(file) }))
    .toSorted((a, b) => b.gzip - a.gzip)
  const sum = sizes.reduce((total, { gzip }) => total + gzip, 0)
  tooBig ||= sum > budget
  console.log(`first JavaScript of ${screen}: ${kilobytes(sum)} of ${kilobytes(budget)} gzip`)
  for (const { file, gzip } of sizes) console.log(`  ${kilobytes(gzip).padStart(9)}  ${file}`)
}
process.exit(tooBig ? 1 : 0)

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
