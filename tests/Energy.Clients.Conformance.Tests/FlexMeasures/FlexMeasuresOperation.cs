namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>An operation of the vendor's interface.</summary>
/// <param name="Name">Its name in rules.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with <c>{names}</c> as in the vendor's OpenAPI document.</param>
/// <param name="Member">The member of our client that asks for it, as <c>Group.MethodAsync</c>.</param>
public sealed record FlexMeasuresOperation(string Name, string Method, string Template, string Member);
