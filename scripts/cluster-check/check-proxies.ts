// Do our tables of a proxy hold all that `istioctl proxy-config` holds? Its short
// tables are compared cell by cell, its JSON resource by resource.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { questionsOf } from '@portolan/envoy/ask/admin-question'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { jsonCommands, jsonDifferences } from '../check-envoy/istioctl-json.ts'
import { cellsOfTable, differingRows } from '../check-envoy/short-table.ts'
import { shortTables } from '../check-envoy/short-tables.ts'
import { proxyAnswers } from './proxy-answers.ts'
import type { RunningPortolan } from '../running-portolan.ts'

const run = promisify(execFile)

export type ProxyTableRow = {
  readonly pod: string
  readonly table: string
  readonly rows: number
  readonly verdict: string
}

export type ProxyCheck = {
  readonly rows: readonly ProxyTableRow[]
  readonly notCompared: readonly string[]
  /** Each difference, with the pod and the table. */
  readonly wrong: readonly string[]
}

/** @param pods `NAMESPACE/NAME` of each pod with an Envoy */
export async function checkProxies(
  portolan: RunningPortolan,
  cluster: string,
  kubeconfig: string,
  pods: readonly { readonly namespace: string; readonly name: string }[],
): Promise<ProxyCheck> {
  const rows: ProxyTableRow[] = []
  const notCompared: string[] = []
  const wrong: string[] = []
  const istioctl = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('istioctl', ['--kubeconfig', kubeconfig, 'proxy-config', ...args], {
      maxBuffer: 2 ** 28,
    })
    return stdout
  }
  for (const { namespace, name } of pods) {
    const { chart } = await portolan.call('pod', { cluster, namespace, pod: name })
    const admin = chart.ports.find(({ id }) => id === 'envoy-admin')?.number
    // istioctl takes 15000 for granted.
    const port = admin?.kind === 'known' ? [`--proxy-admin-port=${admin.value}`] : []
    const ref = `${namespace}/${name}`
    const target = `${name}.${namespace}`
    let answers: ProxyAnswers
    try {
      answers = await proxyAnswers(portolan, { cluster, namespace, name }, Object.values(questionsOf).flat())
    } catch (error) {
      notCompared.push(`${ref}: ${error instanceof Error ? error.message : String(error)}`)
      continue
    }
    for (const { command, cells } of shortTables) {
      const table = command.join(' ')
      const theirs = await istioctl(...command, target, ...port).then(
        table === 'log' ? linesOfLog : cellsOfTable,
        noneOf,
      )
      const ours = cells(answers)
      const { onlyTheirs, onlyOurs } = differingRows(theirs, ours)
      rows.push(verdict(ref, table, ours.length, onlyTheirs.length + onlyOurs.length))
      wrong.push(...onlyTheirs.map((row) => `${ref} ${table}: istioctl alone has ${row}`))
      wrong.push(...onlyOurs.map((row) => `${ref} ${table}: Portolan alone has ${row}`))
    }
    for (const command of jsonCommands) {
      const table = `${command} -o json`
      const printed = await istioctl(command, target, '-o', 'json', ...port)
      const { compared, differences } = jsonDifferences(command, printed, answers.dump)
      rows.push(verdict(ref, table, compared, differences.length))
      wrong.push(...differences.map((text) => `${ref} ${table}: ${text}`))
    }
  }
  return { rows, notCompared, wrong }
}

/** One line per pod, one column per table: how many rows agree, or what does not. */
export function tableByPod(
  rows: readonly ProxyTableRow[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const byPod: Record<string, Record<string, string>> = {}
  for (const { pod, table, rows: count, verdict: said } of rows) {
    ;(byPod[pod] ??= {})[table] = said === 'agrees' ? String(count) : said
  }
  return byPod
}

function verdict(pod: string, table: string, rows: number, differing: number): ProxyTableRow {
  return { pod, table, rows, verdict: differing === 0 ? 'agrees' : `${differing} differ` }
}

/** Of loggers istioctl prints what Envoy does, after the name of the pod. */
function linesOfLog(text: string): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line) => (/^ +\S+: \S+$/.test(line) ? [[line.trim()]] : []))
}

/** istioctl ends with an error where a proxy has nothing of a kind; anything else is a failure of the check. */
function noneOf(error: unknown): readonly (readonly string[])[] {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  if (said.includes('config dump has no configuration type')) return []
  throw error
}
