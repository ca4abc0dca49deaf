import type { problem as english } from '../en/problem.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const problem: TranslationOf<typeof english> = {
  said: '返回的原文',
  retry: '重试',
  request: '请求 {{id}}',
  unreachable: {
    title: 'Portolan 的服务端没有响应',
    text: '它可能已被停止，或本机曾休眠。请查看启动 Portolan 的终端。',
  },
  misread: {
    title: '响应来自其他版本',
    text: '页面与服务端版本不一致：请刷新页面。如仍不行，请重新启动 Portolan。',
  },
  unknown: {
    title: '此页面出错了',
    text: '这是 Portolan 的缺陷。请刷新页面；如再次出现，请反馈给我们。',
  },
}
