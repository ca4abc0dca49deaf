import type { ProblemCode } from '@portolan/contract/problem'
import { ApiError } from '../../api/api-error.ts'
import { ProblemNotice } from './problem-notice.tsx'

/** A problem that came as an event instead of an answer. */
export function CodeNotice({ code, said }: { readonly code: ProblemCode; readonly said: string }) {
  const problem = { type: `urn:portolan:problem:${code}`, title: code, status: 0, code, detail: said }
  return <ProblemNotice error={new ApiError({ kind: 'problem', problem })} />
}
