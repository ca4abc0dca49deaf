// Server from its sources with restarts, and Vite's dev server with hot reload
// in front of it. Arguments go to the server: `npm run dev -- --demo`.
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { root } from './tool.ts'

const server = spawn(
  process.execPath,
  ['--watch', 'apps/server/src/main.ts', '--no-open', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
const web = spawn('vite', [], { cwd: path.join(root, 'apps/web'), stdio: 'inherit' })

function stop(): void {
  server.kill()
  web.kill()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
server.once('exit', stop)
web.once('exit', stop)
