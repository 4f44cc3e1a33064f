/** The server's API, with the session's cookie. Throws ApiProblem for every answer that is no success. */

export class ApiProblem extends Error {
  /** @param {{type: string, title: string, status: number, detail: string, pointer: string, id: string}} problem */
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
  /** "notFound", "stale" ...: the last part of the stable type. */
  get kind() {
    return this.problem.type.split(':').at(-1);
  }
}

const noConnection = { type: 'urn:overread:problem:noConnection', title: '', status: 0, detail: '', pointer: '', id: '' };

/** Since when the server has not answered; null while it does. The frame tells it, whoever asked. */
export const connection = { lostAt: null };

function heard(isConnected) {
  const changed = isConnected === (connection.lostAt !== null);
  if (!changed) return;
  connection.lostAt = isConnected ? null : new Date();
  dispatchEvent(new Event('connectionchange'));
}

async function request(method, path, { body, etag, as = 'json' } = {}) {
  const headers = { Accept: 'application/json' };
  // A page of another origin cannot send this header, so the server knows that the request is ours.
  if (method !== 'GET') {
    headers['X-Overread'] = '1';
    headers['Idempotency-Key'] = crypto.randomUUID();
  }
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (etag) headers['If-Match'] = `"${etag}"`;
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    heard(false);
    throw new ApiProblem(noConnection);
  }
  heard(true);
  if (response.status === 204) return null;
  if (as === 'blob' && response.ok) return response.blob();
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new ApiProblem({ ...noConnection, status: response.status });
  }
  if (!response.ok) throw new ApiProblem(answer);
  return answer;
}

/** "?a=1&b=2" of what is given. */
export function queryOf(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== null && value !== '') query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}

export const api = {
  get: (path, parameters = {}) => request('GET', path + queryOf(parameters)),
  picture: (path) => request('GET', path, { as: 'blob' }),
  post: (path, body, etag) => request('POST', path, { body, etag }),
  put: (path, body, etag) => request('PUT', path, { body, etag }),
  remove: (path) => request('DELETE', path),
};
