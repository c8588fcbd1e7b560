import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';

/** Swagger UI's own files, served from here: the page makes no request to any other host. */
const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SupportChat API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<noscript><p>This page needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/init.js"></script>
</body>
</html>
`;

const INIT = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

/** `/api/openapi.json`, and `/api/docs` to read it and try it out. No inline scripts or styles, so that a strict CSP works. */
export function docsRouter(document: object): Router {
  const router = Router();
  const text = JSON.stringify(document);
  router.get('/api/openapi.json', (_request, response) => void response.type('json').send(text));
  router.get('/api/docs', (_request, response) => void response.type('html').send(PAGE));
  router.get('/api/docs/init.js', (_request, response) => void response.type('js').send(INIT));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    router.get(`/api/docs/${file}`, (_request, response) => response.sendFile(file, { root: ASSETS, maxAge: '1h' }));
  }
  return router;
}
