import { problemCodes } from '@portolan/contract/problem'
import type { ProblemCode } from '@portolan/contract/problem'
import { routes } from '@portolan/contract/routes'
import type { Task } from '@portolan/contract/task'
import { IconCircleCheck, IconCircleDashed, IconCircleOff, IconCircleX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../api/call-api.ts'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { useTopic } from '../../live/use-live.ts'
import { Said } from '../problem/said.tsx'
import { FailureLine } from './failure-line.tsx'
import { PanelEmpty } from './panel-empty.tsx'
import { taskTitle } from './task-title.ts'
import { TaskResultLink } from './task-result-link.tsx'
import styles from './panel-view.module.css'

const icons = {
  running: IconCircleDashed,
  done: IconCircleCheck,
  failed: IconCircleX,
  cancelled: IconCircleOff,
} as const

/** Long work, newest first; it stays in the list after its end. */
export function TasksView() {
  const { t } = useTranslation('panel')
  const state = useTopic({ kind: 'tasks' })
  if (state === undefined) return <PanelEmpty title={t('loading')} />
  const tasks = state.kind === 'tasks' ? state.tasks : []
  if (tasks.length === 0) return <PanelEmpty title={t('tasks.empty.title')} text={t('tasks.empty.text')} />
  return (
    <ul className={styles.list} aria-label={t('tasks.tab')}>
      {tasks.toReversed().map((task) => (
        <TaskLine key={task.id} task={task} />
      ))}
    </ul>
  )
}

function TaskLine({ task }: { readonly task: Task }) {
  const { t } = useTranslation(['panel', 'problems'])
  const language = useLanguage()
  const cancel = useMutation({
    mutationFn: () => callApi(routes.cancelTask, { params: { id: task.id } }),
  })
  const { state, startedAt, endedAt, doing, done, total, problem, identity } = task
  const Icon = icons[state]
  const title = taskTitle(task, t)
  const moment = endedAt ?? startedAt
  return (
    <li>
      <Icon size={16} className={styles.icon} data-tone={state} aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        {state === 'running' && (
          <progress
            aria-label={title}
            {...(total === undefined ? {} : { value: done, max: Math.max(1, total) })}
          />
        )}
        <div className={styles.meta}>
          {state === 'running'
            ? [
                total === undefined ? t('tasks.steps', { count: done }) : t('tasks.stepsOf', { done, total }),
                doing,
              ]
                .filter(Boolean)
                .join(' · ')
            : t(`tasks.state.${state}`, { time: formatMoment(moment, language) })}
          {` · ${t('tasks.as', { identity })}`}
        </div>
        {problem !== undefined && (
          <>
            <p>{isProblemCode(problem.code) ? t(`problems:${problem.code}.title`) : t('tasks.failed')}</p>
            <Said text={problem.text} />
          </>
        )}
        {cancel.isError && <FailureLine error={cancel.error} />}
      </div>
      <div className={styles.actions}>
        {state === 'running' && (
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            aria-label={t('tasks.cancelOne', { title })}
            onClick={() => cancel.mutate()}
          >
            {t('tasks.cancel')}
          </button>
        )}
        {task.result !== undefined && <TaskResultLink result={task.result} />}
      </div>
    </li>
  )
}

function isProblemCode(code: string): code is ProblemCode {
  return problemCodes.some((one) => one === code)
}
