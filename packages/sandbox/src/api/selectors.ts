import { textAt } from '../json-value.ts'
import { labelsOf, type KubeObject } from '../kube-object.ts'

export type Selector = (object: KubeObject) => boolean

/** A selector that could not be read; the message is the API server's. */
export class SelectorError extends Error {}

/**
 * Reads a label selector: `a=b`, `a==b`, `a!=b`, `a in (x,y)`, `a notin (x)`, `a`, `!a`.
 * @throws SelectorError with the API server's words
 * @see apimachinery: pkg/labels/selector.go
 */
export function parseLabelSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map(parseRequirement)
  return (object) => requirements.every((one) => one(labelsOf(object)))
}

type Requirement = (labels: Readonly<Record<string, string>>) => boolean

function parseRequirement(text: string): Requirement {
  const set = /^\s*(\S+)\s+(in|notin)\s*\(([^)]*)\)\s*$/.exec(text)
  if (set) {
    const [, key = '', operator, values = ''] = set
    const wanted = new Set(values.split(',').map((value) => value.trim()))
    return operator === 'in'
      ? (labels) => wanted.has(labels[key] ?? '\0')
      : (labels) => !wanted.has(labels[key] ?? '\0')
  }
  const equality = /^\s*([^\s=!]+)\s*(==|=|!=)\s*(\S*)\s*$/.exec(text)
  if (equality) {
    const [, key = '', operator, value] = equality
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
  }
  const presence = /^\s*(!?)\s*([^\s=!]+)\s*$/.exec(text)
  if (presence) {
    const [, not, key = ''] = presence
    return not ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined
  }
  const found = text.trim().split(/\s+/)[1] ?? ''
  throw new SelectorError(
    `unable to parse requirement: found '${found}', expected: in, notin, =, ==, !=, gt, lt`,
  )
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/).filter((part) => part.trim() !== '')
}

const fieldPaths: Readonly<Record<string, readonly string[]>> = {
  'metadata.name': ['metadata', 'name'],
  'metadata.namespace': ['metadata', 'namespace'],
  'spec.nodeName': ['spec', 'nodeName'],
  'spec.serviceAccountName': ['spec', 'serviceAccountName'],
  'status.phase': ['status', 'phase'],
  'status.podIP': ['status', 'podIP'],
  'involvedObject.kind': ['involvedObject', 'kind'],
  'involvedObject.namespace': ['involvedObject', 'namespace'],
  'involvedObject.name': ['involvedObject', 'name'],
  'involvedObject.uid': ['involvedObject', 'uid'],
  'involvedObject.apiVersion': ['involvedObject', 'apiVersion'],
  'involvedObject.fieldPath': ['involvedObject', 'fieldPath'],
  reason: ['reason'],
  type: ['type'],
}

/**
 * Reads a field selector over the fields that the API server knows for pods and events.
 * @throws SelectorError with the API server's words
 */
export function parseFieldSelector(text: string): Selector {
  const requirements = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part): Selector => {
      const [, field = '', operator, value = ''] = /^\s*([^=!]+?)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part) ?? []
      const path = fieldPaths[field]
      if (!path) throw new SelectorError(`field label not supported: ${field || part}`)
      return (object) => ((textAt(object, ...path) ?? '') === value) === (operator !== '!=')
    })
  return (object) => requirements.every((one) => one(object))
}
