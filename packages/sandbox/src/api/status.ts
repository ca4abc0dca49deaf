import type { JsonObject } from '../json-value.ts'

/** A `Status` object as the API server answers it, with its HTTP code. */
export type Status = JsonObject & { readonly code: number; readonly message: string }

function failure(code: number, reason: string, message: string, details?: JsonObject): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  }
}

/** What is being asked for, in the words of an authorizer. */
export type Attempt = {
  readonly username: string
  readonly verb: string
  /** With the subresource: `pods/portforward`. */
  readonly resource: string
  readonly apiGroup?: string
  readonly namespace?: string
  readonly name?: string
}

export function unauthorized(): Status {
  return failure(401, 'Unauthorized', 'Unauthorized')
}

/** @see apiserver: pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage */
export function forbidden(attempt: Attempt): Status {
  const { username, verb, resource, apiGroup = '', namespace, name } = attempt
  const plain = resource.split('/')[0] ?? resource
  const what = name ? `${plain} ${JSON.stringify(name)}` : plain
  const where = namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope'
  const message =
    `${what} is forbidden: User ${JSON.stringify(username)} cannot ${verb} resource ` +
    `${JSON.stringify(resource)} in API group ${JSON.stringify(apiGroup)} ${where}`
  return failure(403, 'Forbidden', message, {
    ...(name ? { name } : {}),
    ...(apiGroup ? { group: apiGroup } : {}),
    kind: plain,
  })
}

export function notFound(resource: string, name: string): Status {
  return failure(404, 'NotFound', `${resource} ${JSON.stringify(name)} not found`, { name, kind: resource })
}

export function conflict(resource: string, name: string, why: string): Status {
  const message = `Operation cannot be fulfilled on ${resource} ${JSON.stringify(name)}: ${why}`
  return failure(409, 'Conflict', message, { name, kind: resource })
}

export function noSuchResource(): Status {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {})
}

/** What a recording does not hold; no cluster says this. */
export function notRecorded(message: string): Status {
  return failure(404, 'NotRecorded', message, {})
}

export function badRequest(message: string): Status {
  return failure(400, 'BadRequest', message)
}

export function methodNotAllowed(): Status {
  return failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  )
}

export function unsupportedMediaType(): Status {
  return failure(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json',
    {},
  )
}

/** Of a watch, the same object is sent as an `ERROR` event of a 200 answer. */
export function expired(asked: number, oldest: number): Status {
  return failure(410, 'Expired', `too old resource version: ${asked} (${oldest})`)
}

export function tooLargeResourceVersion(asked: number, current: number): Status {
  return failure(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })
}

/** An object, or options, with one field that is not allowed. */
export function invalid(kind: string, name: string, field: string, why: string): Status {
  const message = `${kind} ${JSON.stringify(name)} is invalid: ${field}: ${why}`
  return failure(422, 'Invalid', message, {
    name,
    kind,
    causes: [{ reason: 'FieldValueInvalid', message: why, field }],
  })
}

/** What the API server says when a request of its own to a kubelet fails. */
export function dialingKubelet(address: string, path: string): Status {
  const url = JSON.stringify(`https://${address}/${path}`)
  return failure(500, 'InternalError', `Get ${url}: dial tcp ${address}: connect: connection refused`)
}

/** What the API server says when it cannot reach a node: a failed dial. */
export function dialingBackend(address: string): Status {
  return {
    ...failure(500, 'InternalError', ''),
    message: `error dialing backend: dial tcp ${address}: connect: connection refused`,
    reason: undefined,
  }
}
