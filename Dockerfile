# Builds the Debian package from these sources, and an image that holds it and what it depends on.
#   docker build -t latchkey .
#   docker run --read-only -v latchkey:/var/lib/latchkey -p 8080:8080 -e LATCHKEY_ISSUER=https://auth.example.com latchkey
FROM debian:12-slim AS build
WORKDIR /src
COPY setup setup
RUN bash -euc 'source setup/packages.sh; need_packages "${build_packages[@]}" "${package_packages[@]}" npm ca-certificates' \
  && rm -rf /var/lib/apt/lists/*
COPY . .
RUN bash -euc 'root=$PWD; source setup/packages.sh; source setup/node.sh; need_node_modules "$root/console"'
RUN cmake --preset release -DLATCHKEY_TESTS=OFF \
  && cmake --build --preset release --target package \
  && mv build/release/latchkey_*.deb /latchkey.deb

FROM debian:12-slim
COPY --from=build /latchkey.deb /tmp/latchkey.deb
RUN apt-get update \
  && apt-get install -y --no-install-recommends /tmp/latchkey.deb ca-certificates \
  && rm -rf /var/lib/apt/lists/* /tmp/latchkey.deb
USER latchkey
WORKDIR /var/lib/latchkey
VOLUME /var/lib/latchkey
ENV LATCHKEY_DATA=/var/lib/latchkey
ENV LATCHKEY_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/bin/latchkey"]
CMD ["serve"]
