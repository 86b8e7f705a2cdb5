<?php
$proxy = new SoapClient('https://mahohost/api/v2_soap/?wsdl');
$sessionId = $proxy->login((object)['username' => 'apiUser', 'apiKey' => 'apiKey']);

$result = $proxy->shoppingCartCustomerAddresses(
    (object)[
        'sessionId' => $sessionId->result,
        'quoteId' => 10,
        'customerAddressData' => [
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
    ]
);
