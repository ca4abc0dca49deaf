import type { DumpEntry, ResourceKind } from '../dump/proxy-dump.ts'
import type { Fact, Link, TableId } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'

/** Something about a proxy that somebody should know, with what it rests on. */
export type Finding = {
  readonly severity: 'problem' | 'warning' | 'info'
  /** What is the matter. */
  readonly word: WordId
  /** What it is about: a listener, a cluster, a certificate. */
  readonly name?: string
  /** What Envoy itself says of it. */
  readonly text?: string
  /** Why it matters and what to do. */
  readonly why?: WordId
  readonly facts?: readonly Fact[]
  readonly link?: Link
}

const severities: readonly Finding['severity'][] = ['problem', 'warning', 'info']

/** The worst first; among equals the order they were found in. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

const tables: Readonly<Partial<Record<ResourceKind, TableId>>> = {
  listener: 'listeners',
  route: 'routes',
  cluster: 'clusters',
  endpoints: 'endpoints',
  secret: 'secrets',
  extension: 'extensions',
}

/** The row that an entry of the dump is, where a table shows its kind. */
export function rowLink({ kind, name }: Pick<DumpEntry, 'kind' | 'name'>): Pick<Finding, 'link'> {
  const table = tables[kind]
  return table === undefined ? {} : { link: { kind: 'row', table, name } }
}
