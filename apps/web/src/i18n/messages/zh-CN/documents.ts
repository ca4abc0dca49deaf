import type { documents as english } from '../en/documents.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const documents: TranslationOf<typeof english> = {
  welcome: '概览',
  matrix: '端口矩阵',
  unknown: '未知地址',
  close: '关闭 {{name}}',
  actions: '此标签页组',
  back: '在此文档中后退',
  forward: '在此文档中前进',
  split: '向右拆分',
  maximise: '最大化此组',
  restore: '恢复所有分组',
  announced: {
    open: '已打开 {{name}}',
    close: '已关闭 {{name}}',
    maximize: '已最大化 {{name}} 所在的组',
    restore: '已恢复所有分组',
  },
  damaged: {
    pins: '无法读取你的固定项。',
    recents: '无法读取最近打开的 Pod。',
    title: '部分布局已重置',
    documents: '无法读取之前打开的文档。',
    dock: '无法读取标签页的位置；所有文档仍在。',
  },
}
