export const states = {
  port: {
    open: 'open',
    'not-ready': 'not ready',
    closed: 'closed',
    absent: 'absent',
    forbidden: 'no access',
    unknown: 'unknown',
  },
  meaning: {
    open: 'It answered, or accepted and held a connection.',
    'not-ready': 'Something listens, and it says that it is not ready, or says nothing.',
    closed: 'Nothing listens there.',
    absent: 'This version or mode of Istio has no such port here.',
    forbidden: 'Kubernetes refuses this identity the way to it.',
    unknown: 'Nothing could be learned; the evidence says why.',
  },
  link: { up: 'up', degraded: 'degraded', down: 'down', unknown: 'unknown' },
  vital: { good: 'good', bad: 'bad', unknown: 'unknown' },
  container: { running: 'running', waiting: 'waiting', terminated: 'ended', unknown: 'unknown' },
} as const
