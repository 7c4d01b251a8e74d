# The registry. Build from the project's root: docker build -f docker/registry.Dockerfile -t dobroset-registry .
FROM node:24-bookworm-slim AS build
WORKDIR /dobroset
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY libs libs
COPY apps/registry apps/registry
COPY docker/tsconfig.registry.json docker/
RUN node node_modules/typescript-7/bin/tsc -p docker/tsconfig.registry.json && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4100
WORKDIR /dobroset
COPY --from=build /dobroset/package.json ./
COPY --from=build /dobroset/node_modules node_modules
COPY --from=build /dobroset/libs/contract/college.graphql libs/contract/
COPY --from=build /dobroset/dist dist
USER node
EXPOSE 4100
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/registry/src/main.js"]
