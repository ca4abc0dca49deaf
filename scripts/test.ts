// `npm test`: everything that must hold, in the order in which a failure is
// cheapest to see. Arguments name suites: `npm test -- unit browser`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { buildIfChanged } from './build-output.ts'
import { findChromium } from './find-chromium.ts'
import { root, runTool } from './tool.ts'

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }
type Suite = { readonly name: string; readonly run: () => Promise<Count> }

const results = path.join(root, '.cache', 'test-results')

function oneCheck(status: number): Count {
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

async function check(command: string, ...args: readonly string[]): Promise<Count> {
  return oneCheck((await runTool(command, args)).status)
}

function readReport(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function numberAt(report: unknown, key: string): number {
  if (typeof report !== 'object' || report === null) return 0
  const value: unknown = Reflect.get(report, key)
  return typeof value === 'number' ? value : 0
}

/** A suite that failed without a failed test (a crash, a syntax error) still counts as one failure. */
function counted(status: number, count: Count): Count {
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

async function unitTests(): Promise<Count> {
  const file = path.join(results, 'vitest.json')
  const { status } = await runTool('vitest', [
    'run',
    // A line of dots is for who watches; a log is for what failed.
    process.stdout.isTTY ? '--reporter=dot' : '--reporter=agent',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  return counted(status, {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  })
}

async function browserTests(): Promise<Count> {
  const chromium = await findChromium()
  console.log(`Chromium: ${chromium.path} (${chromium.origin})`)
  const file = path.join(results, 'playwright.json')
  const { status } = await runTool('playwright', ['test'], {
    env: { PORTOLAN_CHROMIUM: chromium.path, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  const report = readReport(file)
  const stats: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'stats') : undefined
  return counted(status, {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  })
}

const suites: readonly Suite[] = [
  { name: 'format', run: () => check('oxfmt', '--check', '.') },
  { name: 'lint', run: () => check('oxlint', '--deny-warnings') },
  { name: 'types', run: () => check('tsc', '-p', 'tsconfig.json') },
  { name: 'types-web', run: () => check('tsc', '-p', 'apps/web/tsconfig.json') },
  { name: 'types-web-tests', run: () => check('tsc', '-p', 'apps/web/tsconfig.test.json') },
  { name: 'unit', run: unitTests },
  { name: 'build', run: async () => oneCheck(await buildIfChanged()) },
  { name: 'web-size', run: () => check(process.execPath, 'scripts/web-size.ts') },
  { name: 'browser', run: browserTests },
]

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`no suite ${unknown.join(', ')}; there are ${suites.map((suite) => suite.name).join(', ')}`)
  process.exit(2)
}

const rows: (Count & { readonly name: string; readonly seconds: number })[] = []
for (const suite of suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n== ${suite.name}`)
  const started = performance.now()
  const count = await suite.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return oneCheck(1)
  })
  rows.push({ name: suite.name, ...count, seconds: Math.round((performance.now() - started) / 1000) })
}
const sum = (pick: (count: Count) => number) => rows.reduce((total, row) => total + pick(row), 0)
const failed = sum((row) => row.failed)
console.log('')
console.table(rows)
console.log(`${sum((row) => row.passed)} passed, ${failed} failed, ${sum((row) => row.skipped)} skipped`)
process.exit(failed === 0 ? 0 : 1)
