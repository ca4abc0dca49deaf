import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './tool.ts'

/** Who may import whom; ARCHITECTURE.md shows the same table to people. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/contract': [],
  'packages/catalog': ['contract'],
  'packages/tunnel': ['contract'],
  'packages/inside': ['contract'],
  'packages/envoy': [],
  'packages/recording': ['contract'],
  'packages/sandbox': ['contract', 'catalog', 'recording'],
  'apps/server': ['contract', 'catalog', 'tunnel', 'inside', 'envoy', 'recording', 'sandbox'],
  'apps/web': ['contract', 'catalog', 'inside', 'envoy'],
}

/** Packages without I/O: nothing of Node, no client library. */
const pure = new Set(['packages/contract', 'packages/catalog', 'packages/inside', 'packages/envoy'])
const pureLibraries = new Set(['zod', 'zod/mini', 'yaml', 're2js', 'ipaddr.js'])

/** Tests may stand on the sandbox to take the real path. */
const extraForTests: readonly string[] = ['sandbox', 'catalog', 'contract']

function sourceFiles(room: string): readonly string[] {
  return readdirSync(path.join(root, room, 'src'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name)))
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\s)(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm,
  )
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** Why an import is not allowed, or undefined. */
function breach(room: string, file: string, specifier: string): string | undefined {
  const isTest = /\.test\.tsx?$|[/\\](fixtures|testing)[/\\]/.test(file)
  const ours = /^@portolan\/([^/]+)/.exec(specifier)?.[1]
  if (ours !== undefined) {
    const may = [...(allowed[room] ?? []), ...(isTest ? extraForTests : [])]
    return may.includes(ours) ? undefined : `may not import ${ours}`
  }
  if (specifier.startsWith('.')) {
    const target = path.relative(root, path.resolve(root, path.dirname(file), specifier))
    return target.startsWith(`${room}${path.sep}`) ? undefined : 'reaches out of its room'
  }
  if (pure.has(room) && !isTest) {
    const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier)
    if (builtin || !pureLibraries.has(specifier)) return `does no I/O, so not ${specifier}`
  }
  return undefined
}

for (const room of Object.keys(allowed)) {
  test(`${room} imports only what it may`, () => {
    const files = sourceFiles(room)
    expect(files.length).toBeGreaterThan(0)
    const breaches = files.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const why = breach(room, file, specifier)
        return why === undefined ? [] : [`${file}: ${specifier}: ${why}`]
      }),
    )
    expect(breaches).toEqual([])
  })
}

test('the walls hold: a forbidden import is found', () => {
  expect(breach('apps/web', 'apps/web/src/a.ts', '@portolan/server/app')).toBe('may not import server')
  expect(breach('packages/catalog', 'packages/catalog/src/a.ts', 'node:fs')).toContain('no I/O')
  expect(breach('apps/web', 'apps/web/src/a.ts', '../../server/src/app.ts')).toBe('reaches out of its room')
})
