export const problem = {
  said: 'Said',
  retry: 'Try again',
  request: 'Request {{id}}',
  unreachable: {
    title: 'Portolan’s server does not answer',
    text: 'It may have been stopped, or this machine slept. Look at the terminal where Portolan was started.',
  },
  misread: {
    title: 'The answer is of another version',
    text: 'Page and server do not understand each other: reload the page. If that does not help, start Portolan again.',
  },
  unknown: {
    title: 'Something broke in this page',
    text: 'That is a fault in Portolan. Reload the page; if it comes back, please report it.',
  },
} as const
