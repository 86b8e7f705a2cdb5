<?php
/**
 * A store in PHP, a router script for php -S: it serves its contracts at /api/soap/ and
 * /api/v2_soap/, and answers login, resources, globalFaults and resourceFaults through SoapServer.
 *
 * STORE_FOLDER holds v1.wsdl, v2.wsdl or wsi.wsdl, and told.json: {"key": "...", "resources": [...],
 * "globalFaults": [...], "faults": {"cart": [...]}}. As in a store, arguments are taken by position,
 * the session first, whatever the contract calls them.
 */
declare(strict_types=1);
ini_set('soap.wsdl_cache_enabled', '0');

final class Handler
{
    private array $told;

    public function __construct(string $folder)
    {
        $this->told = json_decode(file_get_contents("$folder/told.json"), true, 32, JSON_THROW_ON_ERROR);
    }

    public function login(string $user, string $key): string
    {
        if ($user !== 'apiUser' || $key !== $this->told['key']) {
            throw new SoapFault('2', 'Access denied.');
        }
        return md5($key);
    }

    public function endSession(string $session): bool
    {
        return true;
    }

    public function resources(string $session): array
    {
        $this->check($session);
        return $this->told['resources'];
    }

    public function globalFaults(string $session): array
    {
        return $this->told['globalFaults'];
    }

    public function resourceFaults(string $session, string $resource): array
    {
        $this->check($session);
        if (!isset($this->told['faults'][$resource])) {
            throw new SoapFault('3', 'Invalid api path.');
        }
        return $this->told['faults'][$resource];
    }

    private function check(string $session): void
    {
        if ($session !== md5($this->told['key'])) {
            throw new SoapFault('5', 'Session expired. Try to relogin.');
        }
    }
}

$folder = getenv('STORE_FOLDER');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$names = ['/api/soap/' => ['v1'], '/api/v2_soap/' => ['v2', 'wsi']][$path] ?? [];
foreach ($names as $name) {
    $wsdl = "$folder/$name.wsdl";
    if (!is_file($wsdl)) {
        continue;
    }
    if (isset($_GET['wsdl'])) {
        header('Content-Type: text/xml; charset=UTF-8');
        $address = "http://{$_SERVER['HTTP_HOST']}$path?SID=1";
        echo preg_replace('~location="[^"]*"~', "location=\"$address\"", file_get_contents($wsdl));
        return;
    }
    $server = new SoapServer($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE]);
    $server->setObject(new Handler($folder));
    $server->handle();
    return;
}
http_response_code(404);
echo '<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>';
