/** Open to anybody, and cached on the way: whoever was shown an entry may ask whether it is still in force. */
export const STATUS_LIST_HEADERS = { 'content-type': 'application/vc+jwt', 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' } as const;
