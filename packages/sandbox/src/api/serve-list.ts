import type { ServerResponse } from 'node:http'
import { kindOfResource, type KubeObject } from '../kube-object.ts'
import { answerJson, answerJsonText, answerStatus } from './answer.ts'
import { checkVersion, pageOf, readListQuery, type ListQuery } from './list-query.ts'
import type { ObjectStore } from './object-store.ts'
import { notFound } from './status.ts'
import { tableOf } from './table.ts'

const texts = new WeakMap<KubeObject, string>()

/** An object's JSON. Objects are immutable and listed often, so it is kept. */
export function jsonOf(object: KubeObject): string {
  const known = texts.get(object)
  if (known !== undefined) return known
  const text = JSON.stringify(object)
  texts.set(object, text)
  return text
}

export function serveList(
  store: ObjectStore,
  resource: ListQuery['resource'],
  namespace: string | undefined,
  query: URLSearchParams,
  asTable: boolean,
  response: ServerResponse,
): void {
  const asked = readListQuery(resource, namespace, query)
  if ('refused' in asked) return answerStatus(response, asked.refused)
  const refused = checkVersion(query, store.version)
  if (refused) return answerStatus(response, refused)
  const page = pageOf(store.list(resource), asked)
  const metadata = {
    resourceVersion: String(store.version),
    ...(page.continue ? { continue: page.continue } : {}),
    ...(page.remaining === undefined ? {} : { remainingItemCount: page.remaining }),
  }
  if (asTable) return answerJson(response, 200, tableOf(resource, page.items, metadata))
  const head = JSON.stringify({ kind: `${kindOfResource[resource]}List`, apiVersion: 'v1', metadata })
  answerJsonText(response, 200, `${head.slice(0, -1)},"items":[${page.items.map(jsonOf).join(',')}]}\n`)
}

export function serveOne(
  store: ObjectStore,
  resource: ListQuery['resource'],
  namespace: string | undefined,
  name: string,
  asTable: boolean,
  response: ServerResponse,
): void {
  const object = store.get(resource, namespace === undefined ? name : `${namespace}/${name}`)
  if (!object) return answerStatus(response, notFound(resource, name))
  if (asTable) {
    const metadata = { resourceVersion: object.metadata.resourceVersion ?? '' }
    return answerJson(response, 200, tableOf(resource, [object], metadata))
  }
  answerJsonText(response, 200, jsonOf(object))
}
