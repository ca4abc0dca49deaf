import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, runTool } from './tool.ts'

const stamp = path.join(root, '.cache', 'built')
const outputs = ['apps/server/dist/main.js', 'apps/web/dist/index.html']

/** Every file that the build reads, in a stable order. */
function sources(): readonly string[] {
  const folders = ['apps/server', 'apps/web', 'packages']
  return ['pnpm-lock.yaml', ...folders]
    .flatMap((entry) => {
      const full = path.join(root, entry)
      if (!existsSync(full)) return []
      if (entry === 'pnpm-lock.yaml') return [full]
      return readdirSync(full, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name))
        .filter((file) => !/[\\/](node_modules|dist)[\\/]/.test(file) && !/\.test\.tsx?$/.test(file))
    })
    .toSorted()
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources()) {
    hash.update(path.relative(root, file))
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * Builds web and server unless the sources are those of the last build.
 * @returns the exit status of the first build that failed, or 0.
 */
export async function buildIfChanged(): Promise<number> {
  const wanted = fingerprint()
  const current =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    outputs.every((file) => existsSync(path.join(root, file)))
  if (current) return 0
  console.error('portolan: building ...')
  for (const app of ['web', 'server']) {
    const { status, output } = await runTool('vite', ['build', '--logLevel', 'warn'], {
      cwd: path.join(root, 'apps', app),
      output: 'keep',
    })
    if (status !== 0) {
      console.error(output)
      return status
    }
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return 0
}
