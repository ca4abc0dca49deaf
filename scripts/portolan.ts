import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { buildIfChanged } from './build-output.ts'
import { root } from './tool.ts'

const status = await buildIfChanged()
if (status !== 0) process.exit(status)
// The command runs in this very process, so that a signal reaches it directly.
await import(pathToFileURL(path.join(root, 'apps/server/dist/main.js')).href)
