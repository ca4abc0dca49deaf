import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** Tries that are worth repeating: the server was not reached. What it refused, it will refuse again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiError && error.failure.kind === 'unreachable'
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: isWorthRetrying, retryDelay: 400, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
