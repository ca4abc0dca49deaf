import type { ReactNode } from 'react'
import styles from './panel-view.module.css'

/** What a tab of the panel shows while it has nothing: what will be there, once there is. */
export function PanelEmpty(props: {
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <strong>{props.title}</strong>
      {props.text !== undefined && <p>{props.text}</p>}
      {props.children}
    </div>
  )
}
