import type { IncomingMessage, ServerResponse } from 'node:http'
import { listAt, objectAt, parseJsonObject, textAt, type JsonObject } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import type { SandboxIdentity } from './access-rules.ts'
import { answerJson, answerStatus } from './answer.ts'
import type { Identities } from './identities.ts'
import type { ObjectStore } from './object-store.ts'
import { readBody } from './read-body.ts'
import { badRequest, conflict, forbidden, invalid, notFound, unsupportedMediaType } from './status.ts'

const patchType = 'application/strategic-merge-patch+json'

/**
 * `PATCH .../pods/NAME/ephemeralcontainers`, as `kubectl debug` asks for it: the
 * containers of the patch come behind those that are there. An image that some
 * container of the pod has is on the node, and starts; the sandbox has no registry
 * to pull any other from.
 * @see kubernetes: pkg/registry/core/pod/storage/storage.go, EphemeralContainersREST
 */
export async function serveEphemeralContainers(
  { store, identities }: { readonly store: ObjectStore; readonly identities: Identities },
  identity: SandboxIdentity,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const attempt = { verb: 'patch', resource: 'pods/ephemeralcontainers', namespace, name }
  if (!identities.may(identity, attempt))
    return answerStatus(response, forbidden({ ...attempt, username: identity.username }))
  if (request.headers['content-type'] !== patchType) return answerStatus(response, unsupportedMediaType())
  const patch = parseJsonObject((await readBody(request)).toString())
  if (!patch) return answerStatus(response, badRequest('the object provided is unrecognized'))
  const pod = store.get('pods', `${namespace}/${name}`)
  if (!pod) return answerStatus(response, notFound('pods', name))
  const uid = textAt(patch, 'metadata', 'uid')
  if (uid !== undefined && uid !== pod.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${pod.metadata.uid ?? ''}`
    return answerStatus(response, conflict('pods', name, why))
  }
  const added = listAt(patch, 'spec', 'ephemeralContainers')
  const placed = containersOf(pod)
  for (const container of added) {
    const field = 'spec.ephemeralContainers[0]'
    const target = textAt(container, 'targetContainerName')
    if (placed.some((one) => textAt(one, 'name') === textAt(container, 'name')))
      return answerStatus(response, invalid('Pod', name, `${field}.name`, 'Duplicate value'))
    if (target !== undefined && !placed.some((one) => textAt(one, 'name') === target))
      return answerStatus(response, invalid('Pod', name, `${field}.targetContainerName`, 'Not found'))
  }
  answerJson(response, 200, store.put('pods', withContainers(pod, added)))
}

function withContainers(pod: KubeObject, added: readonly unknown[]): KubeObject {
  const onNode = new Set(containersOf(pod).map((one) => textAt(one, 'image')))
  const startedAt = new Date().toISOString()
  const statuses = added.map((one): JsonObject => {
    const image = textAt(one, 'image') ?? ''
    const waiting = { reason: 'ErrImagePull', message: `failed to pull image "${image}": not found` }
    const state = onNode.has(image) ? { running: { startedAt } } : { waiting }
    return { name: textAt(one, 'name') ?? '', image, imageID: '', ready: false, restartCount: 0, state }
  })
  return {
    ...pod,
    spec: {
      ...objectAt(pod, 'spec'),
      ephemeralContainers: [...listAt(pod, 'spec', 'ephemeralContainers'), ...added],
    },
    status: {
      ...objectAt(pod, 'status'),
      ephemeralContainerStatuses: [...listAt(pod, 'status', 'ephemeralContainerStatuses'), ...statuses],
    },
  }
}

function containersOf(pod: KubeObject): readonly unknown[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    listAt(pod, 'spec', field),
  )
}
