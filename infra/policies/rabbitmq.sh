#!/bin/sh
# Rights of the four roles on RabbitMQ: usage: rabbitmq.sh VHOST CONSUMER QUEUE
# Passwords are read from the files watcher.password, consumer.password, operator.password (mode 600), never from arguments.
set -eu
vhost=$1 consumer=$2 queue=$3
add() { rabbitmqctl -q add_user "$1" <"$2"; }
add congvan-watcher watcher.password
add "$consumer" consumer.password
add congvan-operator operator.password
# configure, write, read: the watcher makes queues and publishes, and reads nobody's messages
rabbitmqctl -q set_permissions -p "$vhost" congvan-watcher '.*' '.*' '^congvan(\.dead)?$'
# a consumer reads its own queue and makes nothing
rabbitmqctl -q set_permissions -p "$vhost" "$consumer" '^$' '^$' "^$queue\$"
# the operator looks at dead letters and puts them back
rabbitmqctl -q set_permissions -p "$vhost" congvan-operator '^$' '^congvan$' '^congvan\.dead$'
rabbitmqctl -q delete_user guest
