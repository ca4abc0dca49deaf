import { routes } from '@portolan/contract/routes'
import type { Router } from 'express'
import { route } from '../route.ts'
import type { RequestJournal } from './request-journal.ts'

/** What was sent on the user's behalf: the list, forgetting it, breaking one off. */
export function requestRoutes(router: Router, journal: RequestJournal): void {
  route(router, routes.requests, async () => ({ requests: [...journal.list()] }))

  route(router, routes.clearRequests, async () => {
    journal.clear()
    return {}
  })

  route(router, routes.cancelRequest, async ({ params }) => ({ cancelled: journal.cancel(params.id) }))
}
