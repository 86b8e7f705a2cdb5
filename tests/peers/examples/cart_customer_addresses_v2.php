<?php
$proxy = new SoapClient('https://mahohost/api/v2_soap/?wsdl');
$sessionId = $proxy->login('apiUser', 'apiKey');

$result = $proxy->shoppingCartCustomerAddresses(
    $sessionId,
    10,
    [
        [
            'mode' => 'billing',
            'firstname' => 'firstname',
            'lastname' => 'lastname',
            'street' => 'street address',
            'city' => 'city',
            'region' => 'region',
            'postcode' => 'postcode',
            'country_id' => 'US',
            'telephone' => '123456789',
            'is_default_billing' => 1
        ]
    ]
);
