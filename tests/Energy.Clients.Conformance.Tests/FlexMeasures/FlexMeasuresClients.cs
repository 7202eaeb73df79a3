using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Makes FlexMeasures clients over a handler: each request is made once.</summary>
public static class FlexMeasuresClients
{
    /// <summary>The address that the clients of these tests speak to.</summary>
    public const string Host = "company.flexmeasures.io";

    /// <summary>A client with a token, with an e-mail address and a password, or with nothing.</summary>
    public static FlexMeasuresClient Create(HttpMessageHandler handler, string? token, string? email = null, string? password = null) => FlexMeasuresRawClient.Create(
        new FlexMeasuresClientOptions
        {
            BaseAddress = new Uri("https://" + Host),
            Token = token,
            Email = email,
            Password = password,
            MaxRetries = 0,
        },
        handler);
}
