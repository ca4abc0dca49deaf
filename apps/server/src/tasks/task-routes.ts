import { routes } from '@portolan/contract/routes'
import type { Router } from 'express'
import { route } from '../route.ts'
import type { TaskBook } from './task-book.ts'

/** Long work: what there is of it, and its cancelling. Whoever starts it has a route of his own. */
export function taskRoutes(router: Router, tasks: TaskBook): void {
  route(router, routes.tasks, async () => ({ tasks: [...tasks.list()] }))

  route(router, routes.cancelTask, ({ params }) => tasks.cancel(params.id))
}
