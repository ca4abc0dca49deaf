import type { VolatileField } from './compare-answers.ts'

/** Everything of an answer but its status and type. */
const content = /^(?!\((?:status|type)\)$)/

/** What may differ between the live mesh and its replay: the mesh goes on living, and anything else is a fault. */
export const volatileFields: readonly VolatileField[] = [
  {
    question: /^ports /,
    field: /\/(?:observedAt|since)$/,
    may: 'value',
    why: 'when it was observed: each side observes for itself',
  },
  {
    question: /^ports /,
    field: /\/(?:milliseconds|heldMilliseconds)$/,
    may: 'value',
    why: 'how long the answer took',
  },
  {
    question: /^ports /,
    field: /^\/ports\/istiod-ctrlz\/evidence\/said$/,
    may: 'value',
    why: 'the start of ControlZ’s /homej/, which tells memory and time',
  },
  {
    question: /^page \S+ \d+ \/(?:stats|metrics)/,
    field: content,
    may: 'value',
    why: 'statistics go on counting',
  },
  {
    question: /^page \S+ \d+ \/(?:stats\/prometheus|metrics)$/,
    field: /^(?:# (?:HELP|TYPE) )?istio_agent_wasm_cache_entries$/,
    may: 'presence',
    why: 'a gauge that the agent has only once it has swept its cache',
  },
  {
    question: /^page \S+ \d+ \/clusters/,
    field: /(?:::|\/)(?:rq|cx)_[a-z_]+(?:\/value)?$/,
    may: 'presence',
    why: 'requests and connections of an endpoint go on counting, and proto JSON leaves a zero out',
  },
  {
    question: /^page \S+ \d+ \/debug\/cachez(?:\?sizes=true)?$/,
    field: content,
    may: 'presence',
    why: 'istiod’s cache of generated configuration: filled by whichever proxy asks next, emptied by every change',
  },
  {
    question: /^page \S+ \d+ \/memory/,
    field: content,
    may: 'presence',
    why: 'Envoy’s memory at that moment',
  },
  {
    question: /^page \S+ \d+ \/server_info$/,
    field: /^\/uptime_(?:current_epoch|all_epochs)$/,
    may: 'value',
    why: 'how long Envoy runs',
  },
  {
    question: /^page \S+ \d+ \/debug\/pprof\/$/,
    field: content,
    may: 'value',
    why: 'how many samples each of Go’s profiles has',
  },
  {
    question: /^page \S+ 9876 \/(?:$|homez\/|homej\/|memz\/|memj\/|procz\/|procj\/)/,
    field: content,
    may: 'value',
    why: 'time, memory and threads of istiod, as ControlZ shows them',
  },
]
