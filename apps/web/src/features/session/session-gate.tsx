import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTokenRefused, problemCodeOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { liveStore } from '../../live/live-store.ts'
import { useLiveStatus } from '../../live/use-live.ts'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { launchToken } from './launch-token.ts'
import { sessionQuery } from './query.ts'
import { SessionContext } from './session-context.ts'
import styles from './session.module.css'

// Most people come with the link, and never see it.
const TokenForm = lazy(async () => ({ default: (await import('./token-form.tsx')).TokenForm }))

/** How often a server that does not answer is tried again, in milliseconds. */
const retryEvery = 2_500

/** Lets the workbench in once the server knows this browser; asks for the token when it does not. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('session')
  const token = useSyncExternalStore(launchToken.subscribe, launchToken.current)
  const query = sessionQuery(token)
  const { data, error, refetch } = useQuery({
    ...query,
    refetchInterval: ({ state }) =>
      state.error !== null && !isTokenRefused(state.error) ? retryEvery : false,
  })
  const live = useLiveStatus()
  const liveRefused =
    live.kind === 'offline' && live.failure?.kind === 'problem' && live.failure.problem.code === 'token-wrong'

  useEffect(() => {
    if (data !== undefined) liveStore.start(token)
  }, [data, token])

  // The server was started anew while this page was open: its word on our token is newer than the session.
  useEffect(() => {
    if (liveRefused) void queryClient.invalidateQueries({ queryKey: ['session'] })
  }, [liveRefused])

  if (isTokenRefused(error)) {
    return (
      <Suspense>
        <TokenForm wrong={problemCodeOf(error) === 'token-wrong'} />
      </Suspense>
    )
  }
  if (data !== undefined) return <SessionContext value={data}>{children}</SessionContext>
  if (error !== null) {
    return (
      <main className={styles.alone}>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  return (
    <main className={styles.alone} aria-busy="true">
      <output className={styles.starting}>{t('starting')}</output>
    </main>
  )
}
