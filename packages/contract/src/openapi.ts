import * as z from 'zod/mini'
import { envoyRoutes } from './envoy-routes.ts'
import { healthRoutes } from './health-routes.ts'
import { insideRoutes } from './inside-routes.ts'
import { istiodDumpRoutes } from './istiod-dump-routes.ts'
import { liveEvent } from './live.ts'
import { matrixRoutes } from './matrix-routes.ts'
import { problem } from './problem.ts'
import { offeredFilePath, routes, snapshotFilePath } from './routes.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** An OpenAPI 3.1 document, as far as this product fills one in. */
export type OpenApiDocument = {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, unknown>>
}

/** The stream of live events is no plain request, so it stands beside the route table. */
export const livePath = '/api/live'
/** Where the document itself is served. */
export const openApiPath = '/api/openapi.json'

/**
 * The OpenAPI document of the HTTP API, from the same table that Express and
 * the web read.
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiDocument(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries({
    ...routes,
    ...insideRoutes,
    ...healthRoutes,
    ...matrixRoutes,
    ...envoyRoutes,
    ...istiodDumpRoutes,
  })) {
    const operation = {
      operationId: name,
      summary: route.summary,
      parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
      ...(route.method === 'POST'
        ? {
            requestBody: {
              required: true,
              content: 'upload' in route ? files(route.upload) : json(schemaOf(route.body)),
            },
          }
        : {}),
      responses: {
        '200': {
          description: route.summary,
          content:
            'streams' in route
              ? streamed(route.streams, schemaOf(route.answer))
              : json(schemaOf(route.answer)),
        },
        default: failed,
      },
    }
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation }
  }
  paths[livePath] = { get: liveOperation }
  paths[openApiPath] = { get: documentOperation }
  paths[snapshotFilePath('{task}')] = { get: snapshotFileOperation }
  paths[offeredFilePath('{file}')] = { get: offeredFileOperation }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Portolan',
      version,
      description: 'A live chart of the ports of an Istio mesh. Times are ISO 8601, durations milliseconds.',
    },
    security: [{ launchToken: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem), LiveEvent: schemaOf(liveEvent) },
      securitySchemes: { launchToken: { type: 'apiKey', in: 'header', name: 'x-portolan-token' } },
    },
  }
}

const failed = {
  description: 'A problem (RFC 9457) with a stable code',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const liveOperation = {
  operationId: 'live',
  summary: 'Server-sent events of the topics asked for; each event is one JSON object',
  parameters: [
    {
      name: 'topic',
      in: 'query',
      required: true,
      description:
        'pods/CLUSTER, sync/CLUSTER, pod/CLUSTER/NAMESPACE/NAME, inside/CLUSTER/NAMESPACE/NAME (parts percent-encoded), requests, tasks or activity; may be repeated',
      schema: { type: 'array', items: { type: 'string' } },
    },
    { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } },
  ],
  responses: {
    '200': {
      description: 'Until either side closes',
      content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/LiveEvent' } } },
    },
    default: failed,
  },
}

const offeredFileOperation = {
  operationId: 'offeredFile',
  summary: 'A file of a proxy that was named on the command line, as it is; the session lists them',
  parameters: [{ name: 'file', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    '200': { description: 'The file', content: files(['application/octet-stream']) },
    default: failed,
  },
}

const snapshotFileOperation = {
  operationId: 'snapshotFile',
  summary: 'The recording that a task made, until it is an hour old',
  parameters: [{ name: 'task', in: 'path', required: true, schema: { type: 'string' } }],
  responses: { '200': { description: 'A .tar.gz', content: files(['application/gzip']) }, default: failed },
}

const documentOperation = {
  operationId: 'openapi',
  summary: 'This document',
  responses: { '200': { description: 'OpenAPI 3.1', content: json({ type: 'object' }) } },
}

function json(schema: JsonSchema) {
  return { 'application/json': { schema } }
}

function streamed(types: string | readonly string[], schema: JsonSchema) {
  return Object.fromEntries([types].flat().map((type) => [type, { schema }]))
}

function files(types: readonly string[]) {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
}

function schemaOf(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

function parametersOf(place: 'path' | 'query', schema: z.core.$ZodType) {
  const { properties } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })
  return Object.entries(properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: one,
  }))
}
