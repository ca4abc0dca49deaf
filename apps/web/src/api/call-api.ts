import * as z from 'zod/mini'
import { launchToken } from '../features/session/launch-token.ts'
import { ApiError } from './api-error.ts'
import { askServer } from './ask-server.ts'
import { fillPath } from './fill-path.ts'

/** Longest wait for a plain answer, in milliseconds; the server itself gives up after 20 s. */
const deadline = 25_000

type Params = z.core.$ZodType<unknown, Readonly<Record<string, unknown>>>

/** One line of the contract's route table. */
export type ApiRoute<P extends Params, B extends z.core.$ZodType, A extends z.core.$ZodType> = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly params: P
  readonly body: B
  readonly answer: A
}

/**
 * Asks one route of the contract, `callApi(routes.pod, { params, signal })`, and
 * reads its answer by the contract's schema.
 * @throws ApiError
 */
export async function callApi<P extends Params, B extends z.core.$ZodType, A extends z.core.$ZodType>(
  route: ApiRoute<P, B, A>,
  input: { readonly params: z.input<P>; readonly body?: z.input<B>; readonly signal?: AbortSignal },
): Promise<z.output<A>> {
  const timeout = AbortSignal.timeout(deadline)
  const signal = input.signal === undefined ? timeout : AbortSignal.any([input.signal, timeout])
  try {
    const response = await askServer({
      method: route.method,
      path: fillPath(route.path, input.params),
      token: launchToken.current(),
      body: input.body,
      signal,
    })
    const answer = z.safeParse(route.answer, await response.json())
    if (!answer.success) throw new ApiError({ kind: 'misread', status: response.status }, answer.error)
    return answer.data
  } catch (error) {
    if (timeout.aborted && input.signal?.aborted !== true) throw new ApiError({ kind: 'unreachable' }, error)
    throw error
  }
}
