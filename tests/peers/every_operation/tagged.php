<?php
/**
 * PHP's values as JSON, and back: a scalar is itself; of the others the JSON says what they are.
 *
 * {"object": {name: ...}} is a stdClass, {"list": [...]} an array without names, and
 * {"map": [[key, value], ...]} one with.
 */
declare(strict_types=1);

function told(mixed $value): mixed
{
    if (is_object($value)) {
        return ['object' => (object) array_map('told', get_object_vars($value))];
    }
    if (!is_array($value)) {
        return $value;
    }
    if (array_is_list($value)) {
        return ['list' => array_map('told', $value)];
    }
    return ['map' => array_map(fn($key, $item) => [$key, told($item)], array_keys($value), $value)];
}

function meant(mixed $json): mixed
{
    return match (true) {
        !is_object($json) => $json,
        isset($json->object) => (object) array_map('meant', get_object_vars($json->object)),
        isset($json->list) => array_map('meant', $json->list),
        default => array_combine(array_column($json->map, 0), array_map('meant', array_column($json->map, 1))),
    };
}
