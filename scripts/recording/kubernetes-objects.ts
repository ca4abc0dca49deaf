import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isJsonObject, listAt, objectAt, textAt, type JsonObject } from '@portolan/sandbox/json-value'

const run = promisify(execFile)
const largest = 256 * 1024 * 1024

/** kubectl of PATH with one kubeconfig. */
export class Kubectl {
  readonly #kubeconfig: string

  constructor(kubeconfig: string) {
    this.#kubeconfig = kubeconfig
  }

  async text(...args: readonly string[]): Promise<string> {
    const options = { maxBuffer: largest, timeout: 60_000 }
    const { stdout } = await run('kubectl', ['--kubeconfig', this.#kubeconfig, ...args], options)
    return stdout
  }

  async items(...args: readonly string[]): Promise<readonly JsonObject[]> {
    const list: unknown = JSON.parse(await this.text('get', ...args, '-o', 'json'))
    return listAt(list, 'items').filter(isJsonObject)
  }
}

const secretName = /token|secret|passw|credential|private|api_?key/i
const redacted = '[redacted]'
const droppedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * An object as it may be kept: without managed fields and applied copies, and
 * with values of environment variables that sound like secrets replaced.
 */
export function keepable(object: JsonObject): JsonObject {
  const { managedFields: _managed, annotations: _annotations, ...metadata } = objectAt(object, 'metadata')
  const annotations = Object.entries(objectAt(object, 'metadata', 'annotations')).filter(
    ([name]) => name !== droppedAnnotation,
  )
  const kept = {
    ...object,
    metadata: {
      ...metadata,
      ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    },
  }
  const text = JSON.stringify(kept, (_key, value: unknown) => {
    const name = textAt(value, 'name')
    const isSecret = name !== undefined && secretName.test(name) && textAt(value, 'value') !== undefined
    return isSecret && isJsonObject(value) ? { ...value, value: redacted } : value
  })
  const parsed: unknown = JSON.parse(text)
  return isJsonObject(parsed) ? parsed : {}
}
