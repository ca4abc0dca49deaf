import type { Readiness } from './pod-readiness.ts'

/** A berth seen from afar: full, half full, empty, or dashed when it is over. Shape says it, colour repeats it. */
export function ReadinessMark({ readiness }: { readonly readiness: Readiness }) {
  const colour = { ready: 'var(--ok)', partly: 'var(--warn)', none: 'var(--bad)', finished: 'var(--soft)' }[
    readiness
  ]
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" style={{ flex: 'none' }}>
      <circle
        cx="5"
        cy="5"
        r="4"
        fill={readiness === 'ready' ? colour : 'none'}
        stroke={colour}
        strokeWidth="1.6"
        strokeDasharray={readiness === 'finished' ? '2 1.6' : undefined}
      />
      {readiness === 'partly' && <path d="M5 1 A4 4 0 0 0 5 9 Z" fill={colour} />}
      {readiness === 'none' && (
        <path d="M3.4 3.4 L6.6 6.6 M6.6 3.4 L3.4 6.6" stroke={colour} strokeWidth="1.4" />
      )}
    </svg>
  )
}
