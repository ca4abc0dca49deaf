import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { readExplorerSearch } from './features/explorer/explorer-search.ts'
import { readPodSearch } from './features/pod/pod-search.ts'
import { parseSearch, stringifySearch } from './router-search.ts'
import { Crashed } from './shell/crashed.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: readExplorerSearch,
  // What the explorer is filtered by stays while one goes from pod to pod.
  search: { middlewares: [retainSearchParams(['q', 'show'])] },
})

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./features/welcome/welcome.tsx'), 'Welcome'),
})

const podRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clusters/$cluster/pods/$namespace/$pod',
  validateSearch: readPodSearch,
  component: lazyRouteComponent(() => import('./features/pod/pod-document.tsx'), 'PodDocument'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([welcomeRoute, podRoute]),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: Crashed,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
