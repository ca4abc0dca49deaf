import type { DumpEntry } from '../dump/proxy-dump.ts'
import { resourceObject } from '../filters/istio-object.ts'
import type { ObjectLink } from '../filters/istio-object.ts'
import { wasmSource } from '../filters/programs.ts'
import { typedMessage } from '../json/any.ts'
import { messageAt, messageOf, textOf } from '../json/field.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

/** A filter that Envoy fetches by itself (ECDS). */
export type ExtensionRow = {
  readonly entry: DumpEntry
  readonly name: string
  /** The full name of the type of its configuration, without the host. */
  readonly type: string | undefined
  /** What Istio made it from, where its name tells. */
  readonly object: ObjectLink | undefined
  readonly wasm: WasmSummary | undefined
}

export type WasmSummary = {
  readonly plugin: string | undefined
  readonly source: string | undefined
  readonly runtime: string | undefined
  readonly failurePolicy: string | undefined
}

export function extensionRows({ dump }: ProxyAnswers): readonly ExtensionRow[] {
  return dump.entries.extension.map((entry) => {
    const any = messageOf(entry.resource, 'typed_config')
    const typed = typedMessage(any)
    return {
      entry,
      name: entry.name,
      type: typed?.type,
      object: resourceObject(entry.name),
      wasm: wasmOf(typed),
    }
  })
}

function wasmOf(typed: ReturnType<typeof typedMessage>): WasmSummary | undefined {
  if (typed === undefined || !typed.type.endsWith('.wasm.v3.Wasm')) return undefined
  const config = messageOf(typed.message, 'config')
  return {
    plugin: textOf(config, 'name'),
    source: wasmSource(config),
    runtime: textOf(messageAt(config, 'vm_config'), 'runtime'),
    failurePolicy: textOf(config, 'failure_policy'),
  }
}
