# The gateway with the page. Build from the project's root: docker build -f docker/gateway.Dockerfile -t dobroset-gateway .
FROM node:24-bookworm-slim AS build
WORKDIR /dobroset
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY libs libs
COPY apps/gateway apps/gateway
COPY apps/dashboard apps/dashboard
COPY docker/tsconfig.gateway.json docker/
RUN node node_modules/typescript-7/bin/tsc -p docker/tsconfig.gateway.json && npm run build:dashboard && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /dobroset
COPY --from=build /dobroset/package.json ./
COPY --from=build /dobroset/node_modules node_modules
COPY --from=build /dobroset/libs/contract/college.graphql libs/contract/
COPY --from=build /dobroset/apps/gateway/supergraph.graphql apps/gateway/
COPY --from=build /dobroset/apps/gateway/src/network/network.graphql apps/gateway/src/network/
COPY --from=build /dobroset/apps/gateway/src/verify-page/browser apps/gateway/src/verify-page/browser
COPY --from=build /dobroset/apps/dashboard/dist apps/dashboard/dist
COPY --from=build /dobroset/dist dist
RUN mkdir /var/lib/dobroset && chown node:node /var/lib/dobroset
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=64", "dist/apps/gateway/src/main.js"]
