import type { IncomingMessage, ServerResponse } from 'node:http'
import { objectAt, parseJsonObject, textAt } from '../json-value.ts'
import { isMaster, type SandboxIdentity } from './access-rules.ts'
import { answerJson, answerStatus } from './answer.ts'
import type { Identities } from './identities.ts'
import { readProtobufReview } from './protobuf-review.ts'
import { readBody } from './read-body.ts'
import { badRequest, unsupportedMediaType } from './status.ts'

/** SelfSubjectAccessReview: what this identity may do. */
export async function serveAccessReview(
  identities: Identities,
  identity: SandboxIdentity,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const type = request.headers['content-type'] ?? 'application/json'
  const body = await readBody(request)
  const isJson = type.startsWith('application/json')
  if (!isJson && type !== 'application/vnd.kubernetes.protobuf') {
    return answerStatus(response, unsupportedMediaType())
  }
  const review = isJson ? parseJsonObject(body.toString()) : readProtobufReview(body)
  if (!review) return answerStatus(response, badRequest('the object provided is unrecognized'))
  const attributes = objectAt(review, 'spec', 'resourceAttributes')
  const subresource = textAt(attributes, 'subresource')
  const resource = textAt(attributes, 'resource') ?? ''
  const name = textAt(attributes, 'name')
  const allowed = identities.may(identity, {
    verb: textAt(attributes, 'verb') ?? '',
    resource: subresource ? `${resource}/${subresource}` : resource,
    namespace: textAt(attributes, 'namespace') || undefined,
    ...(name ? { name } : {}),
  })
  const reason =
    allowed && !isMaster(identity)
      ? `RBAC: allowed by RoleBinding "sandbox:${identity.name}" of ClusterRole "sandbox:${identity.name}" to User "${identity.username}"`
      : undefined
  answerJson(response, 201, { ...review, metadata: {}, status: { allowed, ...(reason ? { reason } : {}) } })
}

/** SelfSubjectReview: who this identity is. */
export function serveSubjectReview(
  identity: SandboxIdentity,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.resume()
  answerJson(response, 201, {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z') },
    status: { userInfo: { username: identity.username, groups: identity.groups } },
  })
}
